package app.tandem.sandbox.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The page on which a person sees the org. */
class OrgPageTest {

    private final Stage stage = new Stage();
    private String account;
    private String task;

    @BeforeEach
    void fill() {
        account = stage.load("Account", "Name", "<script>alert(1)</script> & Co");
        task = stage.load(
                "Task",
                "Subject",
                "Mail: offer",
                "Status",
                "Completed",
                "WhatId",
                account,
                "OwnerId",
                Stage.BEN,
                "Description",
                "Dear <b>all</b>");
        stage.load(
                "ContentVersion",
                "PathOnClient",
                "Angebot ä.pdf",
                "VersionData",
                "Hello".getBytes(StandardCharsets.UTF_8),
                "FirstPublishLocationId",
                task);
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void companiesAreChosenWithoutSignIn() throws Exception {
        assertThat(get("/").body()).contains("Northwind Traders").contains("/org/" + Stage.ORG);
        assertThat(get("/org/" + Stage.ORG).body())
                .contains("Latest activities")
                .contains("Mail: offer");
        assertThat(get("/org/00Dnothing").statusCode()).isEqualTo(404);
    }

    @Test
    void aRecordShowsItsActivitiesFilesAndHistory() throws Exception {
        String page = get("/org/" + Stage.ORG + "/record/" + account).body();
        assertThat(page)
                .contains("Mail: offer")
                .contains("completed")
                .contains("Angebot ä.pdf")
                .contains("created");
        String taskPage = get("/org/" + Stage.ORG + "/record/" + task).body();
        assertThat(taskPage)
                .contains("Dear &lt;b&gt;all&lt;/b&gt;")
                .contains("by <a href=\"/org/" + Stage.ORG + "/record/" + Stage.BEN);
    }

    @Test
    void textOfOthersIsEscapedEverywhere() throws Exception {
        for (String path : new String[] {
            "", "/list/Account", "/list/Task", "/record/" + account, "/record/" + task, "/search?q=%3Cscript%3Ealert"
        }) {
            assertThat(get("/org/" + Stage.ORG + path).body()).as(path).doesNotContain("<script>alert");
        }
        assertThat(get("/org/" + Stage.ORG + "/record/" + account).headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy ->
                        assertThat(policy).contains("default-src 'none'").doesNotContain("unsafe"));
    }

    @Test
    void filesAreDownloadedNeverShown() throws Exception {
        String version = (String) stage.all("ContentVersion").getFirst().get("Id");
        HttpResponse<String> file = get("/org/" + Stage.ORG + "/file/" + version);
        assertThat(file.body()).isEqualTo("Hello");
        assertThat(file.headers().firstValue("Content-Disposition"))
                .contains("attachment; filename*=UTF-8''Angebot%20%C3%A4.pdf");
        assertThat(file.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    }

    @Test
    void htmlOfMailsStaysInASandboxedFrame() throws Exception {
        stage.org.enhancedEmail = true;
        String mail = stage.load(
                "EmailMessage", "Subject", "a", "Status", "3", "HtmlBody", "<script>alert(2)</script><p>Hi</p>");
        String page = get("/org/" + Stage.ORG + "/record/" + mail).body();
        assertThat(page).contains("<iframe class=\"mail\" sandbox ").doesNotContain("alert(2)");
        HttpResponse<String> body = get("/org/" + Stage.ORG + "/mail/" + mail);
        assertThat(body.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy).startsWith("sandbox; default-src 'none'"));
    }

    @Test
    void aFileHasAPlainAddressOnceItHangsAtARecord() throws Exception {
        String version = (String) stage.all("ContentVersion").getFirst().get("Id");
        assertThat(get("/sfc/servlet.shepherd/version/download/" + version).body())
                .isEqualTo("Hello");
        String own = stage.load(
                "ContentVersion", "PathOnClient", "a.png", "VersionData", new byte[] {1}, "OwnerId", Stage.BEN);
        assertThat(get("/sfc/servlet.shepherd/version/download/" + own).statusCode())
                .isEqualTo(404);
        stage.org.enhancedEmail = true;
        Object document = stage.all("ContentVersion").getLast().get("ContentDocumentId");
        stage.load("EmailMessage", "Subject", "a", "Status", "3", "ContentDocumentIds", java.util.List.of(document));
        assertThat(get("/sfc/servlet.shepherd/version/download/" + own)
                        .headers()
                        .firstValue("Content-Type"))
                .contains("image/png");
    }

    @Test
    void newActivitiesComeAsAFragment() throws Exception {
        stage.load("Task", "Subject", "later", "WhatId", account);
        String fragment = get("/org/" + Stage.ORG + "/activities/" + account).body();
        assertThat(fragment)
                .startsWith("<ol class=\"timeline\">")
                .contains("later")
                .contains("Mail: offer");
    }

    @Test
    void aPersonCompletesChangesReassignsAndDeletesATask() throws Exception {
        press(task, "do=reopen");
        assertThat(stage.all("Task").getFirst()).containsEntry("IsClosed", false);
        press(task, "do=complete");
        assertThat(stage.all("Task").getFirst())
                .containsEntry("IsClosed", true)
                .containsEntry("Status", "Completed")
                .containsEntry("LastModifiedById", Stage.BEN);
        press(task, "do=save&Subject=Neu+%26+gut&ActivityDate=2026-03-09&Description=&OwnerId=" + Stage.CLEO);
        assertThat(stage.all("Task").getFirst())
                .containsEntry("Subject", "Neu & gut")
                .containsEntry("OwnerId", Stage.CLEO)
                .containsEntry("ActivityDate", java.time.LocalDate.of(2026, 3, 9))
                .doesNotContainKey("Description");
        press(task, "do=delete");
        assertThat(stage.all("Task")).isEmpty();
        assertThat(get("/org/" + Stage.ORG + "/record/" + task).body()).contains("In the recycle bin", "Restore");
        press(task, "do=restore");
        assertThat(stage.all("Task")).hasSize(1);
    }

    @Test
    void aPersonGivesSomebodyATask() throws Exception {
        assertThat(get("/org/" + Stage.ORG + "/list/Task").body())
                .contains("<summary>New Task</summary>")
                .contains("<option value=\"Normal\" selected>")
                .doesNotContain("<option value=\"\"");
        HttpResponse<String> made =
                post("list/Task", "Subject=Call+Lee&Description=&OwnerId=" + Stage.CLEO, "same-origin");
        assertThat(made.statusCode()).isEqualTo(303);
        assertThat(stage.all("Task").getLast())
                .containsEntry("Subject", "Call Lee")
                .containsEntry("OwnerId", Stage.CLEO)
                .containsEntry("Status", "Not Started");
        assertThat(made.headers().firstValue("Location").orElseThrow())
                .endsWith("/record/" + stage.all("Task").getLast().get("Id"));
        HttpResponse<String> nameless = post("list/Contact", "FirstName=Ann&OwnerId=" + Stage.CLEO, "same-origin");
        assertThat(nameless.statusCode()).isEqualTo(400);
        assertThat(nameless.body()).contains("role=\"alert\"").contains("LastName");
    }

    @Test
    void whatThePlatformRefusesIsSaidOnThePage() throws Exception {
        String contact = stage.load("Contact", "LastName", "Lee", "OwnerId", Stage.BEN);
        HttpResponse<String> answer = post("record/" + contact, "do=save&LastName=Kim&Email=nobody", "same-origin");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("role=\"alert\"").contains("invalid email address");
        assertThat(stage.all("Contact").getFirst()).as("nothing of it is kept").containsEntry("LastName", "Lee");
    }

    @Test
    void otherSitesPressNothing() throws Exception {
        assertThat(post("record/" + task, "do=delete", "cross-site").statusCode())
                .isEqualTo(403);
        assertThat(stage.all("Task")).hasSize(1);
    }

    private void press(String record, String form) throws Exception {
        assertThat(post("record/" + record, form, "same-origin").statusCode()).isEqualTo(303);
    }

    private HttpResponse<String> post(String path, String form, String site) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(stage.url() + "/org/" + Stage.ORG + "/" + path))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .header("Sec-Fetch-Site", site)
                                .POST(HttpRequest.BodyPublishers.ofString(form))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(stage.url() + path)).build(),
                        HttpResponse.BodyHandlers.ofString());
    }
}
