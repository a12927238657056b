package app.tandem.engine;

import app.tandem.account.TenantId;
import app.tandem.account.UserId;
import app.tandem.item.ItemId;

/** The answer for an item may be another one now. Published on every node that serves pages, after it was committed. */
public record ItemAnswerChanged(TenantId tenant, UserId user, ItemId item) {}
