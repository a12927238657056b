package app.tandem.sandbox.salesforce;

import org.jspecify.annotations.Nullable;

/** A whole call is refused: the kind of fault, its code, its text and, for queries, where. */
final class Refusal extends RuntimeException {

    final String kind;
    final String code;
    final int row;
    final int column;

    private Refusal(String kind, String code, String message, int row, int column) {
        super(message, null, false, false);
        this.kind = kind;
        this.code = code;
        this.row = row;
        this.column = column;
    }

    static Refusal of(String code, String message) {
        String kind = switch (code) {
            case "INVALID_LOGIN", "LOGIN_MUST_USE_SECURITY_TOKEN", "INACTIVE_OWNER_OR_USER" -> "LoginFault";
            case "INVALID_QUERY_LOCATOR" -> "InvalidQueryLocatorFault";
            case "MALFORMED_ID", "INVALID_ID_FIELD" -> "InvalidIdFault";
            case "INVALID_FIELD" -> "InvalidFieldFault";
            case "INVALID_TYPE" -> "InvalidSObjectFault";
            case "MALFORMED_QUERY" -> "MalformedQueryFault";
            case "MALFORMED_SEARCH" -> "MalformedSearchFault";
            default -> "UnexpectedErrorFault";
        };
        return new Refusal(kind, code, message, -1, -1);
    }

    /** The request is no well-formed call at all: a plain SOAP client fault. */
    static Refusal client(String message) {
        return new Refusal("", "", message, -1, -1);
    }

    /** Something in a query; the message shows the place as the platform does. */
    static Refusal inQuery(String code, String message, @Nullable String text, Soql.Pos pos) {
        Refusal plain = of(code, message);
        return new Refusal(plain.kind, code, pos.show(text) + message, pos.row(), pos.column());
    }

    @Override
    public String getMessage() {
        return java.util.Objects.requireNonNull(super.getMessage());
    }
}
