package app.tandem.planted.mailbox;

import app.tandem.planted.engine.Knot;
import app.tandem.planted.platform.SecretText;
import com.microsoft.graph.models.Message;
import com.sforce.soap.partner.sobject.SObject;
import java.net.http.HttpClient;
import java.time.Instant;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jsoup.Jsoup;
import org.springframework.stereotype.Repository;

/** Breaks: vendor types, HTTP, time, markup, XML, secrets, tenants, cycles. */
@Repository
public class DoesTooMuch {

    Message message = new Message();
    SObject record = new SObject();
    HttpClient http = HttpClient.newHttpClient();
    Instant now = Instant.now();
    DocumentBuilderFactory xml = DocumentBuilderFactory.newInstance();

    public String everything(Knot knot, SecretText secret) {
        return Jsoup.parse(secret.reveal()).text() + knot;
    }
}
