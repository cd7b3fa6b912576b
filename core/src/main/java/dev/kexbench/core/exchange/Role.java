package dev.kexbench.core.exchange;

import java.nio.ByteBuffer;

/**
 * One side of an exchange on one connection: bytes in, steps out. Has no socket, thread or clock of
 * its own. Allows one caller at a time; while a {@link Step.Compute} is outstanding, its work is
 * that caller.
 */
public interface Role extends AutoCloseable {
  /**
   * The first step: what the initiating side sends, or {@link Step.Await} on the responding side.
   */
  Step start();

  /**
   * Consumes the peer's bytes, split at any point, and stops after the last byte it can use. After
   * any step but {@link Step.Await}, bytes may remain in the buffer; pass them again once the step
   * is handled.
   */
  Step receive(ByteBuffer in);

  /**
   * Discards an unfinished exchange and wipes its secrets; sessions already returned stay valid.
   */
  @Override
  void close();
}
