package dev.tallystick.local.function;

import java.time.Duration;
import java.util.Optional;

/** What a process made of a call: how long its handler ran, how long the process took to start if it had to. */
record Result(Answer answer, Call.Outcome outcome, Duration duration, Optional<Duration> coldStart, long megabytes) {}
