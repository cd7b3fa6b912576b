package dev.kexbench.core.tls.engine;

import java.nio.ByteBuffer;
import java.util.Arrays;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;

/** Moves an engine forward as far as the bytes that it has been given allow. */
final class EngineDriver {
  private static final byte[] NOTHING = {};

  private final SSLEngine engine;
  private byte[] output = NOTHING;

  /** Starts the engine's handshake. */
  EngineDriver(SSLEngine engine) throws SSLException {
    this.engine = engine;
    engine.beginHandshake();
  }

  /**
   * Continues the handshake.
   *
   * @return whether it is complete
   */
  boolean advance(ByteBuffer in, EngineBuffers buffers) throws SSLException {
    while (true) {
      switch (engine.getHandshakeStatus()) {
        case NEED_TASK -> runTasks();
        case NEED_WRAP -> {
          if (wrap(buffers) == 0 && engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
            throw new SSLException("the engine has nothing more to send");
          }
        }
        case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> {
          if (in.hasRemaining()) {
            unwrap(in, buffers);
          } else if (!hasMoved(buffers)) {
            return false;
          }
        }
        default -> {
          return true;
        }
      }
    }
  }

  /**
   * Whether the engine moves without input: Netty's notes what it has read at its next call only.
   */
  private boolean hasMoved(EngineBuffers buffers) throws SSLException {
    buffers.discarded.clear();
    engine.unwrap(ByteBuffer.wrap(NOTHING), buffers.discarded);
    HandshakeStatus now = engine.getHandshakeStatus();
    return now != HandshakeStatus.NEED_UNWRAP && now != HandshakeStatus.NEED_UNWRAP_AGAIN;
  }

  /**
   * Reads records after the handshake, such as tickets. Application data is discarded; what follows
   * a close_notify is not read.
   */
  void readAfterwards(ByteBuffer in, EngineBuffers buffers) throws SSLException {
    int before;
    do {
      before = in.remaining();
      buffers.discarded.clear();
      engine.unwrap(in, buffers.discarded);
      runTasks();
    } while (in.hasRemaining() && in.remaining() < before);
  }

  /** Sends what the engine still holds after a failure: an alert, if it has any. */
  void flushAlert(EngineBuffers buffers) {
    try {
      while (!engine.isOutboundDone()
          && engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP
          && wrap(buffers) > 0) {
        // each turn sends one record
      }
    } catch (SSLException noMore) {
      engine.closeOutbound(); // the failure is known already
    }
  }

  private void runTasks() {
    for (Runnable task = engine.getDelegatedTask();
        task != null;
        task = engine.getDelegatedTask()) {
      task.run();
    }
  }

  private void unwrap(ByteBuffer in, EngineBuffers buffers) throws SSLException {
    buffers.discarded.clear();
    int before = in.remaining();
    SSLEngineResult result = engine.unwrap(in, buffers.discarded);
    boolean isStuck =
        in.remaining() == before
            && result.bytesProduced() == 0
            && result.getHandshakeStatus() == HandshakeStatus.NEED_UNWRAP;
    if (result.getStatus() == SSLEngineResult.Status.CLOSED || isStuck) {
      throw new SSLException("the peer closed the connection");
    }
  }

  /** Wraps nothing: the engine writes handshake messages only. */
  int wrap(EngineBuffers buffers) throws SSLException {
    ByteBuffer to = buffers.records.clear();
    engine.wrap(ByteBuffer.wrap(NOTHING), to);
    to.flip();
    int have = output.length;
    output = Arrays.copyOf(output, have + to.remaining());
    to.get(output, have, output.length - have);
    return output.length - have;
  }

  /** Removes and returns what has been written. */
  byte[] takeOutput() {
    byte[] taken = output;
    output = NOTHING;
    return taken;
  }
}
