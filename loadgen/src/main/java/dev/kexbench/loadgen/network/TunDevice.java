package dev.kexbench.loadgen.network;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * A TUN device of Linux: what the kernel sends to it can be read, one IP packet at a time, and what
 * is written to it is received by the kernel. The device vanishes with its descriptor, that is with
 * this process at the latest. See Documentation/networking/tuntap.rst of the kernel.
 */
final class TunDevice {
  /** What {@link #read} returns when no packet is waiting. */
  static final int NONE = 0;

  private static final String CONTROL = "/dev/net/tun";
  private static final long TUNSETIFF = 0x400454CAL;
  private static final int NAME_BYTES = 16; // IFNAMSIZ
  private static final int REQUEST_BYTES = 40; // struct ifreq
  private static final short IFF_TUN_NO_PI = 0x1001;
  private static final int EVENTS_OFFSET = Integer.BYTES; // struct pollfd
  private static final long SECOND = 1_000_000_000L;

  private final int descriptor;
  private final Memory poll = new Memory(Long.BYTES);
  private final Memory timeout = new Memory(2L * Long.BYTES);

  /**
   * Creates the device in this process's network namespace.
   *
   * @throws IOException if the kernel refuses it
   */
  TunDevice(String name) throws IOException {
    descriptor = LibC.open(CONTROL, LibC.O_RDWR | LibC.O_NONBLOCK | LibC.O_CLOEXEC);
    if (descriptor < 0) {
      throw new IOException("cannot open %s: error %d".formatted(CONTROL, LibC.error()));
    }
    try (Memory request = new Memory(REQUEST_BYTES)) {
      request.clear();
      byte[] text = name.getBytes(StandardCharsets.US_ASCII);
      request.write(0, text, 0, text.length);
      request.setShort(NAME_BYTES, IFF_TUN_NO_PI);
      if (LibC.ioctl(descriptor, TUNSETIFF, Pointer.nativeValue(request)) < 0) {
        throw new IOException("cannot create device %s: error %d".formatted(name, LibC.error()));
      }
    }
    poll.setInt(0, descriptor);
    poll.setInt(EVENTS_OFFSET, LibC.POLLIN);
  }

  /**
   * Reads one packet to this address and returns its length, or {@link #NONE}.
   *
   * @throws IOException if the device is gone
   */
  int read(long address, int size) throws IOException {
    long length = LibC.read(descriptor, address, size);
    if (length > 0) {
      return (int) length;
    }
    int error = LibC.error();
    if (error != LibC.EAGAIN && error != LibC.EINTR) {
      throw new IOException("cannot read from a TUN device: error " + error);
    }
    return NONE;
  }

  /** Hands a packet to the kernel; false if it did not take it. */
  boolean write(long address, int length) {
    return LibC.write(descriptor, address, length) == length;
  }

  /** Waits for a packet; at most this long, or without end if {@code nanos} is negative. */
  void await(long nanos) {
    LibC.ppoll(Pointer.nativeValue(poll), 1, nanos < 0 ? 0 : time(nanos), 0);
  }

  /** Waits this long, if it is positive, whatever arrives. */
  void pause(long nanos) {
    if (nanos > 0) {
      LibC.ppoll(0, 0, time(nanos), 0);
    }
  }

  /** The address of a struct timespec. */
  private long time(long nanos) {
    timeout.setLong(0, nanos / SECOND);
    timeout.setLong(Long.BYTES, nanos % SECOND);
    return Pointer.nativeValue(timeout);
  }
}
