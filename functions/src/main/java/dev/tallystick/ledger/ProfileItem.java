package dev.tallystick.ledger;

import dev.tallystick.points.MemberId;
import dev.tallystick.store.Item;
import dev.tallystick.store.Keys;

/** A profile as an item of the Members table. */
final class ProfileItem {

    private ProfileItem() {}

    static Item write(Profile profile) {
        return Item.with(Keys.profile(profile.member().value()))
                .put("format", 1)
                .put("cardNumber", profile.cardNumber())
                .put("name", profile.name())
                .put("phone", profile.phone())
                .put("email", profile.email())
                .put("externalId", profile.externalId())
                .put("locale", profile.locale());
    }

    static Profile read(MemberId member, Item item) {
        return new Profile(
                member,
                item.text("cardNumber"),
                item.optionalText("name"),
                item.optionalText("phone"),
                item.optionalText("email"),
                item.optionalText("externalId"),
                item.optionalText("locale"));
    }
}
