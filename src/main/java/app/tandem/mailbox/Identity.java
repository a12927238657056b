package app.tandem.mailbox;

import java.time.ZoneId;
import java.util.Set;

/** Who a mailbox is: its addresses and aliases in lower case (sync L-27), and its time zone. */
public record Identity(Set<String> addresses, ZoneId zone) {}
