package dev.tallystick.local.proxy;

/** Decides what becomes of each call. */
@FunctionalInterface
interface Gate {

    Passage pass(Message request) throws InterruptedException;
}
