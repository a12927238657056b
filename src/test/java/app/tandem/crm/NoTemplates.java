package app.tandem.crm;

import java.util.List;

/** An org without a single mail template. */
final class NoTemplates implements Templates {

    @Override
    public List<TemplateFolder> folders() {
        return List.of();
    }

    @Override
    public Found find(TemplateSearch search) {
        return new Found(List.of(), false);
    }

    @Override
    public TemplateText render(TemplateUse use) {
        return new TemplateText.Refused("invalid cross reference id");
    }

    @Override
    public void used(TemplateUse use) {
        // There is none to count.
    }
}
