package app.tandem.sandbox;

import app.tandem.sandbox.kernel.MailsSent;
import app.tandem.sandbox.kernel.SandboxClock;
import app.tandem.sandbox.world.World;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/** Takes the mails that Tandem sends by SMTP; nothing leaves the machine. */
final class SmtpSink implements AutoCloseable {

    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private final Supplier<World> world;
    private final SandboxClock clock;
    private int taken;

    SmtpSink(Supplier<World> world, SandboxClock clock) {
        this.world = world;
        this.clock = clock;
        server.start();
    }

    int port() {
        return server.getSmtp().getPort();
    }

    /** Moves what came since the last time to the list of mails sent. */
    synchronized void collect(MailsSent sent) {
        MimeMessage[] all = server.getReceivedMessages();
        for (; taken < all.length; taken++) {
            sent.add(read(all[taken]));
        }
    }

    synchronized void clear() {
        taken = server.getReceivedMessages().length;
    }

    /** The mails as they came, since the start. */
    List<MimeMessage> mails() {
        return List.of(server.getReceivedMessages());
    }

    @Override
    public void close() {
        server.stop();
    }

    private MailsSent.Sent read(MimeMessage message) {
        try {
            List<String> to = new ArrayList<>();
            for (Message.RecipientType type : List.of(Message.RecipientType.TO, Message.RecipientType.CC)) {
                Address[] addresses = message.getRecipients(type);
                Arrays.stream(addresses == null ? new Address[0] : addresses)
                        .map(SmtpSink::plain)
                        .forEach(to::add);
            }
            List<String> outsiders = to.stream()
                    .filter(address -> world.get().person(address).isEmpty())
                    .toList();
            return new MailsSent.Sent(
                    clock.now(), "tandem", "notification", plain(message.getFrom()[0]), to, outsiders);
        } catch (MessagingException e) {
            throw new IllegalStateException("Tandem sent a mail that cannot be read", e);
        }
    }

    private static String plain(Address address) {
        return address instanceof InternetAddress internet ? internet.getAddress() : address.toString();
    }
}
