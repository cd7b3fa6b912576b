package dev.kexbench.core.tls.engine;

import java.nio.ByteBuffer;

/** Where an engine writes: whole records, and application data, which is discarded. */
final class EngineBuffers {
  /** Room for the longest record of any engine; SunJSSE wants room for two. */
  private static final int RECORD_BYTES = 34 * 1024;

  private static final int FRAGMENT_BYTES = 1 << 14;

  final ByteBuffer records = ByteBuffer.allocate(RECORD_BYTES);
  final ByteBuffer discarded = ByteBuffer.allocate(FRAGMENT_BYTES);
}
