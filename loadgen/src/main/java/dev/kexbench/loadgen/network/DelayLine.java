package dev.kexbench.loadgen.network;

/**
 * The packets of one direction that are under way, in the order of their due times. It stores the
 * number of each packet's buffer, not its bytes. A fixed number of buffers is reused, the last one
 * that became free first, so that few of them are in use where few packets are under way. Nothing
 * is allocated after construction. For one thread.
 */
final class DelayLine {
  private final int[] free;
  private int freeCount;

  private final int[] buffers;
  private final int[] lengths;
  private final long[] arrivals;
  private final long[] dues;
  private final int mask;
  private long head;
  private long tail;

  /**
   * An empty line.
   *
   * @param capacity number of buffers, a power of two
   */
  DelayLine(int capacity) {
    if (Integer.bitCount(capacity) != 1) {
      throw new IllegalArgumentException("capacity must be a power of two, was " + capacity);
    }
    free = new int[capacity];
    buffers = new int[capacity];
    lengths = new int[capacity];
    arrivals = new long[capacity];
    dues = new long[capacity];
    mask = capacity - 1;
    for (int buffer = capacity - 1; buffer >= 0; buffer--) {
      free[freeCount++] = buffer;
    }
  }

  /** Whether all buffers are in use. */
  boolean isFull() {
    return freeCount == 0;
  }

  boolean isEmpty() {
    return head == tail;
  }

  /** The buffer that {@link #add} puts in line next. */
  int nextBuffer() {
    return free[freeCount - 1];
  }

  /** Puts {@link #nextBuffer} in line; {@code due} is not before that of the last packet. */
  void add(int length, long arrival, long due) {
    int at = (int) tail & mask;
    buffers[at] = free[--freeCount];
    lengths[at] = length;
    arrivals[at] = arrival;
    dues[at] = due;
    tail++;
  }

  /** The buffer of the first packet; so are the following. */
  int buffer() {
    return buffers[(int) head & mask];
  }

  int length() {
    return lengths[(int) head & mask];
  }

  long arrival() {
    return arrivals[(int) head & mask];
  }

  long due() {
    return dues[(int) head & mask];
  }

  /** Takes the first packet out of the line and frees its buffer. */
  void remove() {
    free[freeCount++] = buffer();
    head++;
  }
}
