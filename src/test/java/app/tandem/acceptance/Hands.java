package app.tandem.acceptance;

import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

/** What a person's hands find in the pane and on pages: buttons by their names, rows and fields by what they say. */
final class Hands {

    private Hands() {}

    /** The button of exactly that name. */
    static Locator button(Locator where, String name) {
        return where.getByRole(
                AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name).setExact(true));
    }

    /** A page's button whose name contains this. */
    static Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }

    /** Presses the button of exactly that name. */
    static void press(Locator where, String name) {
        button(where, name).click();
    }

    /** The tick of the row with this text. */
    static Locator row(FrameLocator pane, String text) {
        return tick(pane.locator(".check-row"), text);
    }

    /** The same within a part of the pane. */
    static Locator row(Locator where, String text) {
        return tick(where.locator(".check-row"), text);
    }

    private static Locator tick(Locator rows, String text) {
        return rows.filter(new Locator.FilterOptions().setHasText(text)).locator("input");
    }

    /** A field of a record or form, by its API name. */
    static Locator field(FrameLocator pane, String name) {
        return pane.locator(".field[data-field=" + name + "]");
    }

    /** The input of a field that is being edited. */
    static Locator value(FrameLocator pane, String name) {
        return field(pane, name).locator("input");
    }

    /** Begins to edit a field in place. */
    static Locator edit(FrameLocator pane, String name) {
        field(pane, name).locator(".icon-button").click();
        return value(pane, name);
    }

    /** Opens the form for a new record. */
    static void create(FrameLocator pane, String object) {
        press(pane.locator("header"), "Create");
        pane.locator(".types [data-object=" + object + "]").click();
    }

    /** Opens the first card of that object in full. */
    static void open(FrameLocator pane, String object) {
        pane.locator("[data-object=" + object + "] .face").first().click();
        pane.locator(".field").first().waitFor();
    }
}
