package dev.tallystick.ledger;

import dev.tallystick.points.OperationKey;
import dev.tallystick.points.Refusal;
import java.util.Optional;
import java.util.function.LongFunction;

/**
 * One request to take a further step of an operation that is there.
 *
 * @param subject the operation
 * @param stepId the client's own id of the step, where it has one
 * @param canonical the canonical form of what was asked, where so much was there to be had: left out, an amount is all of it
 * @param objection what is wrong with it at this time, though it may have been right when it first came
 */
public record FollowUp(
        OperationKey subject,
        Origin origin,
        Optional<String> stepId,
        LongFunction<String> canonical,
        Optional<Refusal> objection) {}
