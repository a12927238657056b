package app.tandem;

import app.tandem.platform.start.StartCheck;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Tandem: Salesforce beside Outlook. One jar, one PostgreSQL. */
@SpringBootApplication
public class TandemApplication {

    /** Starts the product. Stops at once, with the whole list, when settings are missing or wrong. */
    public static void main(String[] arguments) {
        application().run(arguments);
    }

    /** The product as it starts, for somebody who wants to add to it before it runs. */
    public static SpringApplication application() {
        SpringApplication application = new SpringApplication(TandemApplication.class);
        application.addListeners(new StartCheck());
        return application;
    }
}
