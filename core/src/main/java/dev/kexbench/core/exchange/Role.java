package dev.kexbench.core.exchange;

import java.nio.ByteBuffer;

/**
 * One side of an exchange on one connection: bytes in, steps out. Knows no socket, no thread and no
 * clock of its own. One caller at a time; while a {@link Step.Compute} is out, its work is that
 * caller.
 */
public interface Role extends AutoCloseable {
  /** What the side that speaks first sends; {@link Step.Await} on the side that listens. */
  Step start();

  /**
   * Takes the peer's bytes, in any split, and stops behind what it can use: after any step but
   * {@link Step.Await} there may be bytes left in the buffer, to be given again once the step is
   * done with.
   */
  Step receive(ByteBuffer in);

  /** Forgets what is unfinished and wipes its secrets; sessions handed out live on. */
  @Override
  void close();
}
