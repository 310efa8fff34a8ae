package dev.tallystick.ledger;

import dev.tallystick.points.OperationKey;
import dev.tallystick.points.Refusal;
import java.util.Optional;

/**
 * One request to change points.
 *
 * @param canonical the canonical form of what was asked, without the member: by it a repeat is known to be the same
 * @param objection what is wrong with it at this time, though it may have been right when it first came
 */
public record Request(OperationKey operation, Origin origin, String canonical, Optional<Refusal> objection) {}
