package dev.tallystick.access;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Where a member's wallet is open, or can be opened: a pure value, at most {@value #MOST} links and as many sessions, of
 * which the oldest give way.
 *
 * @param version counts the changes
 */
public record Devices(long version, List<Link> links, List<Session> sessions) {

    public static final int MOST = 20;
    public static final Devices NONE = new Devices(0, List.of(), List.of());

    /** How long a session lasts after its last use. */
    public static final Duration SESSION = Duration.ofDays(180);

    /** How long the cookie before this one is good, since the answer that changed it may be lost. */
    public static final Duration GRACE = Duration.ofSeconds(60);

    public Devices {
        links = List.copyOf(links);
        sessions = List.copyOf(sessions);
    }

    /** A link that was sent and not used yet. */
    public record Link(String id, Instant expiresAt) {}

    /**
     * A device that goes on by itself.
     *
     * @param lastUsedOn the day, in UTC
     * @param generation of its cookie
     * @param rotatedAt when the cookie became this one
     */
    public record Session(
            String id, Instant createdAt, LocalDate lastUsedOn, long generation, Instant rotatedAt, Instant expiresAt) {

        public static Session begun(String id, Instant now) {
            return new Session(id, now, day(now), 0, now, now.plus(SESSION));
        }

        private Session rotated(Instant now) {
            return new Session(id, createdAt, day(now), generation + 1, now, now.plus(SESSION));
        }

        private static LocalDate day(Instant instant) {
            return LocalDate.ofInstant(instant, ZoneOffset.UTC);
        }
    }

    /** What a device's cookie comes to. */
    public sealed interface Continued {

        /** The session goes on with another cookie. */
        record Rotated(Devices devices, Session session) implements Continued {}

        /** The cookie was changed a moment ago; the device gets the same answer again. */
        record Again(Session session) implements Continued {}

        /** The cookie had been changed before: somebody has a copy, so the session is over. */
        record Stolen(Devices devices) implements Continued {}

        /** There is no such session, or none any more. */
        record Unknown() implements Continued {}
    }

    public Devices withLink(Link link, Instant now) {
        return new Devices(version + 1, newest(open(links, Link::expiresAt, now), link), sessions);
    }

    /** A link is changed for a session, if it is open. */
    public Optional<Devices> changed(String linkId, Session session, Instant now) {
        return hasLink(linkId, now)
                ? Optional.of(new Devices(
                        version + 1,
                        links.stream().filter(link -> !link.id.equals(linkId)).toList(),
                        newest(open(sessions, Session::expiresAt, now), session)))
                : Optional.empty();
    }

    public Continued go(String sessionId, long generation, Instant now) {
        Optional<Session> found = session(sessionId, now);
        if (found.isEmpty()) {
            return new Continued.Unknown();
        }
        Session session = found.get();
        if (session.generation == generation) {
            Session next = session.rotated(now);
            return new Continued.Rotated(
                    new Devices(
                            version + 1,
                            links,
                            sessions.stream()
                                    .map(one -> one.id.equals(sessionId) ? next : one)
                                    .toList()),
                    next);
        }
        boolean moment = session.generation == generation + 1 && !now.isAfter(session.rotatedAt.plus(GRACE));
        return moment ? new Continued.Again(session) : new Continued.Stolen(without(sessionId));
    }

    /** Without this link or session; the same where there is none. */
    public Devices without(String id) {
        Predicate<String> other = one -> !one.equals(id);
        List<Link> otherLinks =
                links.stream().filter(link -> other.test(link.id)).toList();
        List<Session> otherSessions =
                sessions.stream().filter(session -> other.test(session.id)).toList();
        return otherLinks.size() + otherSessions.size() == links.size() + sessions.size()
                ? this
                : new Devices(version + 1, otherLinks, otherSessions);
    }

    public boolean lets(WalletToken token, Instant now) {
        return switch (token.kind()) {
            case LINK -> hasLink(token.id(), now);
            case SESSION -> session(token.id(), now).isPresent();
        };
    }

    public List<Link> linksAt(Instant now) {
        return open(links, Link::expiresAt, now);
    }

    public List<Session> sessionsAt(Instant now) {
        return open(sessions, Session::expiresAt, now);
    }

    /** When nothing of it is good any more. */
    public Instant endsAt() {
        return Stream.concat(
                        links.stream().map(Link::expiresAt), sessions.stream().map(Session::expiresAt))
                .max(Instant::compareTo)
                .orElse(Instant.EPOCH);
    }

    private boolean hasLink(String id, Instant now) {
        return linksAt(now).stream().anyMatch(link -> link.id.equals(id));
    }

    private Optional<Session> session(String id, Instant now) {
        return sessionsAt(now).stream().filter(session -> session.id.equals(id)).findFirst();
    }

    private static <T> List<T> open(List<T> all, Function<T, Instant> expiresAt, Instant now) {
        return all.stream().filter(one -> now.isBefore(expiresAt.apply(one))).toList();
    }

    private static <T> List<T> newest(List<T> before, T added) {
        List<T> all = new ArrayList<>(before);
        all.add(added);
        return all.subList(Math.max(0, all.size() - MOST), all.size());
    }
}
