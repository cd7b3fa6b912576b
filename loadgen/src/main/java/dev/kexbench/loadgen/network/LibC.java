package dev.kexbench.loadgen.network;

import com.sun.jna.Native;

/**
 * The C functions that a TUN device needs, mapped directly: a call with numbers only allocates
 * nothing. Addresses are passed as numbers.
 */
final class LibC {
  static final int O_RDWR = 0x2;
  static final int O_NONBLOCK = 0x800;
  static final int O_CLOEXEC = 0x80000;
  static final int EINTR = 4;
  static final int EAGAIN = 11;
  static final int PR_SET_TIMERSLACK = 29;
  static final short POLLIN = 1;

  static {
    Native.register(LibC.class, "c");
  }

  private LibC() {}

  static native int open(String path, int flags);

  static native int ioctl(int descriptor, long request, long argument);

  static native long read(int descriptor, long buffer, long length);

  static native long write(int descriptor, long buffer, long length);

  static native int ppoll(long descriptors, long count, long timeout, long signals);

  static native int prctl(int option, long value, long third, long fourth, long fifth);

  /** The error number of this thread's last call. */
  static int error() {
    return Native.getLastError();
  }
}
