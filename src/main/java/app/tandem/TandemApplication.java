package app.tandem;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Tandem: Salesforce beside Outlook. One jar, one PostgreSQL. */
@SpringBootApplication
public class TandemApplication {

    /** Starts the product. Stops at once, with the whole list, when settings are missing or wrong. */
    public static void main(String[] arguments) {
        SpringApplication.run(TandemApplication.class, arguments);
    }
}
