package dev.kexbench.core.exchange;

import java.util.List;
import java.util.function.Supplier;

/**
 * The work of a {@link Step.Compute} whose expensive part can be done together with that of other
 * connections of the same server side, at a lower cost than one by one. A caller that does not know
 * this interface uses {@code get} alone.
 */
public interface BatchWork extends Supplier<Step> {
  /**
   * Whether the expensive part can be done together with that of all of these, which themselves fit
   * together. True for an empty batch.
   */
  boolean fits(List<BatchWork> batch);

  /**
   * Does the expensive part of a whole batch; {@code get} of each is then the rest of its work, and
   * is to be called on all of them. Nothing in a batch affects the results of its other parts.
   *
   * @param batch work that fits together, this one included
   */
  void computeTogether(List<BatchWork> batch);
}
