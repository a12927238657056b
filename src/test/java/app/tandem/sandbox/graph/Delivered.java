package app.tandem.sandbox.graph;

/**
 * A mail that was put into a mailbox.
 *
 * @param id the message's default id (it changes when the message moves)
 * @param internetMessageId its Message-ID, generated when the mail had none
 * @param folderId the folder's id
 */
public record Delivered(String id, String internetMessageId, String folderId) {}
