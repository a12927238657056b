package app.tandem.acceptance;

import java.util.List;

/**
 * What Salesforce holds of one message, in words that are the same in every run.
 *
 * @param key what makes copies one: the Message-ID, or the key of the package
 * @param people e-mail addresses or names of related people, sorted
 * @param about the business record, empty for none
 * @param files SHA-256 of the files, sorted
 */
record SavedMail(String org, String subject, String key, List<String> people, String about, List<String> files) {}
