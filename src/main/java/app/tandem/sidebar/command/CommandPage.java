package app.tandem.sidebar.command;

import app.tandem.platform.Ids;
import app.tandem.platform.Installation;
import app.tandem.sidebar.office.PaneHead;
import app.tandem.sidebar.words.Words;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.ZoneOffset;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The page behind the ribbon: nobody sees it, Outlook loads it to run a command. */
@Controller
class CommandPage {

    private final PaneHead head;
    private final Installation installation;
    private final Ids ids;

    CommandPage(PaneHead head, Installation installation, Ids ids) {
        this.head = head;
        this.installation = installation;
        this.ids = ids;
    }

    @GetMapping("/office/commands.html")
    String page(HttpServletRequest request, HttpServletResponse response, Model model) {
        String nonce = ids.secret();
        model.addAttribute("nonce", nonce);
        model.addAttribute("imports", Map.of("imports", head.imports()));
        model.addAttribute("trouble", new Words(request.getLocale(), ZoneOffset.UTC).of("quick.trouble"));
        model.addAttribute("script", installation.office().script());
        response.setHeader("Content-Security-Policy", head.policy(nonce));
        return "commands";
    }
}
