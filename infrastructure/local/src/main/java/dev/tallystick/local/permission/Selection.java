package dev.tallystick.local.permission;

import java.util.List;

/** What Action or Resource names, or all but what NotAction or NotResource names. */
record Selection(List<Wildcard> named, boolean inverted) {

    boolean contains(String text) {
        return named.stream().anyMatch(each -> each.matches(text)) != inverted;
    }
}
