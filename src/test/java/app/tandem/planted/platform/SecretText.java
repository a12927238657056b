package app.tandem.planted.platform;

/** Stands for the product's own secret. */
public class SecretText {

    /** The plain text. */
    public String reveal() {
        return "plain";
    }
}
