package app.tandem.sandbox.kernel;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;

/** Closes the connection under an answer that is to be lost, as a broken line does. */
public final class CutValve extends ValveBase {

    private static final String CUT = CutValve.class.getName();

    public CutValve() {
        super(true);
    }

    /** The answer to this request ends here, whatever its headers promise. */
    public static void mark(HttpServletRequest request) {
        request.setAttribute(CUT, Boolean.TRUE);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        getNext().invoke(request, response);
        if (request.getAttribute(CUT) != null) {
            response.getCoyoteResponse().action(ActionCode.CLOSE_NOW, new IOException("cut by a fault rule"));
        }
    }
}
