package app.tandem.item;

import org.jspecify.annotations.Nullable;

/**
 * What an item of the mailbox carries of ours: it finds the item again after a lost answer or a move, which changes a task's id.
 *
 * @param key 64 hex digits, of no meaning to anybody else
 * @param recordUrl where the record is to be looked at; null while there is none
 */
public record Stamp(String key, @Nullable String recordUrl) {}
