package app.tandem.sandbox.salesforce;

import java.util.Objects;

/** getUserInfo. */
final class UserInfo {

    private UserInfo() {}

    static Struct of(Session session) {
        OrgStore store = session.store();
        Row user = Objects.requireNonNull(store.find(session.viewer().userId()));
        return Struct.of(
                "accessibilityMode",
                false,
                "chatterExternal",
                false,
                "currencySymbol",
                "€",
                "orgAttachmentFileSizeLimit",
                store.org.attachmentLimit,
                "orgDefaultCurrencyIsoCode",
                "EUR",
                "orgDefaultCurrencyLocale",
                "de_DE",
                "orgDisallowHtmlAttachments",
                false,
                "orgHasPersonAccounts",
                false,
                "organizationId",
                store.org.orgId,
                "organizationMultiCurrency",
                false,
                "organizationName",
                store.org.name,
                "profileId",
                user.text("ProfileId"),
                "roleId",
                user.text("UserRoleId"),
                "sessionSecondsValid",
                (int) Sessions.LIFETIME.toSeconds(),
                "userDefaultCurrencyIsoCode",
                null,
                "userEmail",
                user.text("Email"),
                "userFullName",
                user.text("Name"),
                "userId",
                user.id,
                "userLanguage",
                user.text("LanguageLocaleKey"),
                "userLocale",
                user.text("LocaleSidKey"),
                "userName",
                user.text("Username"),
                "userTimeZone",
                user.text("TimeZoneSidKey"),
                "userType",
                user.text("UserType"),
                "userUiSkin",
                "Theme3");
    }
}
