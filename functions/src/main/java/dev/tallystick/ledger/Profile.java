package dev.tallystick.ledger;

import dev.tallystick.points.MemberId;
import org.jspecify.annotations.Nullable;

/** All that is personal of a member, in one item that can be erased. */
public record Profile(
        MemberId member,
        String cardNumber,
        @Nullable String name,
        @Nullable String phone,
        @Nullable String email,
        @Nullable String externalId,
        @Nullable String locale) {}
