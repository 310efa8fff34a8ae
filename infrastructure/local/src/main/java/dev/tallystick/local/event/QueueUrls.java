package dev.tallystick.local.event;

import dev.tallystick.local.template.Account;

/** The URLs of queues, by their ARNs. */
record QueueUrls(String endpoint, Account account) {

    String of(String arn) {
        return endpoint + "/" + account.id() + "/" + arn.substring(arn.lastIndexOf(':') + 1);
    }
}
