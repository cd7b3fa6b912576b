package dev.kexbench.loadgen.network;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import dev.kexbench.loadgen.plan.NetworkSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.LongSupplier;

/**
 * Carries the packets of one direction from one device to the other, each at its due time. One
 * thread runs it until the process ends. It reads packets in batches between deliveries, and waits
 * in the kernel for the next packet or due time. It allocates nothing per packet.
 */
final class RelayDirection implements Runnable {
  private static final int CAPACITY = 1 << 16;
  private static final int BATCH = 64;
  private static final long FOREVER = -1;

  /**
   * From the start of a round with packets to that of the next one: at most this long, and at most
   * this part of the delay. Without it each packet of a busy sender wakes the thread, which at
   * real-time priority interrupts the sender each time.
   */
  private static final long MOST_REST_NANOS = 50_000;

  private static final long REST_PART = 250;

  private final TunDevice from;
  private final TunDevice to;
  private final PathModel model;
  private final DirectionRecorder recorder;
  private final LongSupplier clock;
  private final int bufferBytes;
  private final long restNanos;
  private final Memory memory;
  private final long base;
  private final DelayLine line = new DelayLine(CAPACITY);

  /**
   * A direction that is not running yet.
   *
   * @param clock in nanoseconds, from 0
   */
  RelayDirection(
      TunDevice from,
      TunDevice to,
      PathModel model,
      NetworkSpec spec,
      DirectionRecorder recorder,
      LongSupplier clock) {
    this.from = from;
    this.to = to;
    this.model = model;
    this.recorder = recorder;
    this.clock = clock;
    bufferBytes = spec.mtu();
    restNanos = Math.min(MOST_REST_NANOS, spec.oneWayNanos() / REST_PART);
    memory = new Memory((CAPACITY + 1L) * bufferBytes); // the kernel backs what is used
    base = Pointer.nativeValue(memory);
  }

  @Override
  public void run() {
    // By default the kernel may end a wait up to 50 µs late; real-time threads have no such slack.
    LibC.prctl(LibC.PR_SET_TIMERSLACK, 1, 0, 0, 0);
    try {
      while (true) {
        round();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Delivers what is due, reads what has arrived, and waits for more. */
  private void round() throws IOException {
    long start = clock.getAsLong();
    int delivered = deliver();
    int read = receive();
    if (read == BATCH) {
      return;
    }
    if (delivered + read > 0) {
      from.pause(start + restNanos - clock.getAsLong());
    } else {
      from.await(line.isEmpty() ? FOREVER : Math.max(0, line.due() - clock.getAsLong()));
    }
  }

  /** Delivers what is due and returns the number of packets. */
  private int deliver() {
    int count = 0;
    for (; !line.isEmpty(); count++) {
      long now = clock.getAsLong();
      if (line.due() > now) {
        break;
      }
      if (to.write(address(line.buffer()), line.length())) {
        recorder.delivered(line.length(), line.arrival(), line.due(), now);
      } else {
        recorder.overrun();
      }
      line.remove();
    }
    return count;
  }

  /** Reads what has arrived, up to a batch, and returns the number of packets. */
  private int receive() throws IOException {
    int count = 0;
    while (count < BATCH) {
      boolean full = line.isFull();
      int length = from.read(address(full ? CAPACITY : line.nextBuffer()), bufferBytes);
      if (length == TunDevice.NONE) {
        break;
      }
      count++;
      enter(length, full);
    }
    return count;
  }

  private void enter(int length, boolean full) {
    long now = clock.getAsLong();
    long due = model.due(now, length);
    if (due == PathModel.LOST) {
      recorder.lost();
    } else if (due == PathModel.QUEUE_FULL || full) {
      recorder.queueDropped();
    } else {
      line.add(length, now, due);
    }
  }

  private long address(int buffer) {
    return base + (long) buffer * bufferBytes;
  }
}
