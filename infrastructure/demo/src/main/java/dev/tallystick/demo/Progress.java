package dev.tallystick.demo;

/** Is told how far a player is, by several threads. */
@FunctionalInterface
public interface Progress {

    /** For whom nobody watches. */
    Progress UNSEEN = (done, of) -> {};

    /** So many of so many purchases are played. */
    void played(int done, int of);
}
