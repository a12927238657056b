package app.tandem.connect;

import app.tandem.account.Accounts;
import app.tandem.account.Actor;
import app.tandem.account.Tenant;
import app.tandem.account.Tenants;
import app.tandem.account.UserId;
import app.tandem.credentials.CrmGrants;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** What an administrator does: grants for the organization, activation of many, users on and off, who is told. */
@Controller
class AdminPages {

    private static final int MOST_LINES = 2_000;
    private static final int LONGEST = 254;
    private static final Pattern ADDRESS = Pattern.compile("[^\\s@,;<>]{1,64}@[^\\s@,;<>]{1,189}");

    private final Accounts accounts;
    private final Tenants tenants;
    private final CrmGrants crm;
    private final Activations lists;
    private final ObjectProvider<SchedulerClient> scheduler;
    private final InstantSource clock;

    AdminPages(
            Accounts accounts,
            Tenants tenants,
            CrmGrants crm,
            Activations lists,
            ObjectProvider<SchedulerClient> scheduler,
            InstantSource clock) {
        this.accounts = accounts;
        this.tenants = tenants;
        this.crm = crm;
        this.lists = lists;
        this.scheduler = scheduler;
        this.clock = clock;
    }

    @GetMapping("/admin")
    String admin(@AuthenticationPrincipal SignedInPerson person, Model model) {
        show(person, model);
        return "admin";
    }

    @PostMapping("/admin/crm")
    String grantCrm(@AuthenticationPrincipal SignedInPerson person) {
        if (!crm.byAdministratorAvailable()) {
            throw new ProblemException(Problem.CONFIGURATION);
        }
        // Works only where the org pre-authorized its users: tried with the administrator's own name.
        Tenant tenant = tenant(person);
        if (!crm.byAdministrator(tenant.loginUrl(), person.signInName()).orgId().equals(tenant.orgId())) {
            throw new ProblemException(Problem.WRONG_ORG);
        }
        tenants.crmGranted(person.tenant(), Actor.admin(person.user()));
        return "redirect:/admin";
    }

    @PostMapping("/admin/activate")
    String activate(
            @AuthenticationPrincipal SignedInPerson person,
            @RequestParam(defaultValue = "") String people,
            Model model) {
        Tenant tenant = tenant(person);
        List<Activations.Person> parsed = new ArrayList<>();
        List<Integer> wrong = new ArrayList<>();
        parse(people, parsed, wrong);
        if (parsed.isEmpty() || !wrong.isEmpty() || parsed.size() > MOST_LINES) {
            show(person, model);
            model.addAttribute("wrong", wrong);
            model.addAttribute("people", people);
            return "admin";
        }
        if (tenant.directoryGranted().isEmpty() || tenant.crmGranted().isEmpty()) {
            return "redirect:/admin";
        }
        UUID list = lists.begin(tenant, person.user(), parsed);
        scheduler
                .getObject()
                .schedule(
                        Activation.DESCRIPTOR
                                .instance(Activation.instance(tenant.id(), list))
                                .build(),
                        clock.instant());
        return "redirect:/admin/activations/" + list;
    }

    @GetMapping("/admin/activations/{list}")
    String progress(@AuthenticationPrincipal SignedInPerson person, @PathVariable UUID list, Model model) {
        List<Activations.Line> lines = lists.lines(person.tenant(), list);
        if (lines.isEmpty()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        long waiting =
                lines.stream().filter(line -> line.state().equals("WAITING")).count();
        model.addAttribute("lines", lines);
        model.addAttribute("settled", lines.size() - waiting);
        model.addAttribute("waiting", waiting);
        model.addAttribute(
                "failed",
                lines.stream().filter(line -> line.state().equals("FAILED")).count());
        return "activation";
    }

    @PostMapping("/admin/users/{user}/{what}")
    String onOff(@AuthenticationPrincipal SignedInPerson person, @PathVariable UUID user, @PathVariable String what) {
        UserId id = accounts.account(person.tenant(), new UserId(user))
                .map(account -> account.user().id())
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        Actor by = Actor.admin(person.user());
        switch (what) {
            case "disable" -> accounts.disable(person.tenant(), id, by);
            case "enable" -> accounts.enable(person.tenant(), id, by);
            case "try-again" -> accounts.tryAgain(person.tenant(), id, by);
            default -> throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return "redirect:/admin";
    }

    @PostMapping("/admin/notices")
    String notices(
            @AuthenticationPrincipal SignedInPerson person,
            @RequestParam(defaultValue = "false") boolean users,
            @RequestParam(defaultValue = "false") boolean admins,
            @RequestParam(defaultValue = "") String address) {
        Optional<String> chosen = Optional.of(address.strip())
                .filter(text ->
                        text.length() <= LONGEST && ADDRESS.matcher(text).matches());
        tenants.notices(person.tenant(), new Tenant.Notices(users, admins, chosen), Actor.admin(person.user()));
        return "redirect:/admin";
    }

    @ExceptionHandler
    String problem(ProblemException e) {
        return "redirect:" + e.problem().path();
    }

    @ExceptionHandler
    String failed(app.tandem.platform.RemoteFailureException e) {
        return "redirect:" + Problems.of(e.failure()).path();
    }

    private void show(SignedInPerson person, Model model) {
        model.addAttribute("tenant", tenant(person));
        model.addAttribute("accounts", accounts.all(person.tenant()));
        model.addAttribute("jwt", crm.byAdministratorAvailable());
    }

    private Tenant tenant(SignedInPerson person) {
        return tenants.find(person.tenant()).orElseThrow(() -> new ProblemException(Problem.STALE));
    }

    /** A line is a mail address, or a mail address and a Salesforce user name. */
    private static void parse(String people, List<Activations.Person> parsed, List<Integer> wrong) {
        int number = 0;
        for (String line : people.split("\\R", -1)) {
            number++;
            String[] parts = line.strip().split("[,;\\t]", 2);
            if (parts[0].isBlank()) {
                continue;
            }
            String address = parts[0].strip();
            String name = parts.length > 1 && !parts[1].isBlank() ? parts[1].strip() : address;
            if (ADDRESS.matcher(address).matches() && ADDRESS.matcher(name).matches()) {
                parsed.add(new Activations.Person(parsed.size(), address, name));
            } else {
                wrong.add(number);
            }
        }
    }
}
