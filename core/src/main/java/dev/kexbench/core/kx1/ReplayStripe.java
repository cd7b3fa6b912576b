package dev.kexbench.core.kx1;

/**
 * A stripe of the replay window, with its own lock: two generations of tags. A generation lasts
 * longer than a tag can be valid, so a tag that is in neither of them has expired, unless a full
 * generation was rotated early. Growing copies the tags of this stripe only.
 */
final class ReplayStripe {
  private final TagTable.Hash hash;
  private final int mostTags;
  private final long generationMillis;
  private TagTable young;
  private TagTable old;
  private long youngSince;
  private long earlyRotations;

  /**
   * An empty stripe whose generations take at most this many tags each.
   *
   * @param generationMillis how long a tag is valid
   */
  ReplayStripe(TagTable.Hash hash, int mostTags, long generationMillis, long nowMillis) {
    this.hash = hash;
    this.mostTags = mostTags;
    this.generationMillis = generationMillis;
    this.young = empty(0);
    this.old = young;
    this.youngSince = nowMillis;
  }

  private TagTable empty(int tags) {
    return new TagTable(hash, tags);
  }

  /** Adds a tag; false if it was already present. */
  synchronized boolean enter(long high, long low, long nowMillis) {
    rotateIfDue(nowMillis);
    if (old.contains(high, low) || young.contains(high, low)) {
      return false;
    }
    if (young.size() >= mostTags) {
      earlyRotations++;
      rotate(young, nowMillis);
    }
    return young.add(high, low);
  }

  private void rotateIfDue(long nowMillis) {
    long ageMillis = nowMillis - youngSince;
    // Strictly more: a tag from its first instant is valid up to and including its last.
    if (ageMillis > 2 * generationMillis) {
      rotate(empty(0), nowMillis); // the last tag came within one, and was valid for one more
    } else if (ageMillis > generationMillis) {
      rotate(young, nowMillis);
    }
  }

  /** Starts a generation, as large as the one before has become. */
  private void rotate(TagTable kept, long nowMillis) {
    old = kept;
    young = empty(kept.size());
    youngSince = nowMillis;
  }

  /** Its tags, after dropping those that have expired, and how often it was rotated early. */
  synchronized State state(long nowMillis) {
    rotateIfDue(nowMillis);
    long tags = young.size() + (old == young ? 0 : old.size());
    return new State(tags, young.bytes() + (old == young ? 0 : old.bytes()), earlyRotations);
  }

  /** The tags of both generations, the bytes that they occupy, and the early rotations so far. */
  record State(long tags, long bytes, long earlyRotations) {
    static final State NONE = new State(0, 0, 0);

    State plus(State other) {
      return new State(
          tags + other.tags, bytes + other.bytes, earlyRotations + other.earlyRotations);
    }
  }
}
