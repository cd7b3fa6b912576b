package dev.kexbench.loadgen.attack;

import java.util.Arrays;
import java.util.Random;

/** Random changes of valid messages. */
enum Mutation {
  FLIP_A_BIT {
    @Override
    byte[] of(byte[] message, Random random) {
      byte[] changed = message.clone();
      changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(Byte.SIZE));
      return changed;
    }
  },
  LARGE_NUMBER {
    @Override
    byte[] of(byte[] message, Random random) {
      byte[] changed = message.clone();
      int at = random.nextInt(changed.length);
      Arrays.fill(changed, at, Math.min(changed.length, at + 2), (byte) 0xFF);
      return changed;
    }
  },
  ZEROS {
    @Override
    byte[] of(byte[] message, Random random) {
      byte[] changed = message.clone();
      int at = random.nextInt(changed.length);
      Arrays.fill(changed, at, at + random.nextInt(changed.length - at) + 1, (byte) 0);
      return changed;
    }
  },
  REMOVE {
    @Override
    byte[] of(byte[] message, Random random) {
      int at = random.nextInt(message.length);
      int end = at + random.nextInt(message.length - at) + 1;
      return joined(Arrays.copyOf(message, at), Arrays.copyOfRange(message, end, message.length));
    }
  },
  INSERT {
    @Override
    byte[] of(byte[] message, Random random) {
      int at = random.nextInt(message.length + 1);
      byte[] more = new byte[1 + random.nextInt(40)];
      random.nextBytes(more);
      return joined(
          Arrays.copyOf(message, at), more, Arrays.copyOfRange(message, at, message.length));
    }
  },
  REPEAT {
    @Override
    byte[] of(byte[] message, Random random) {
      int end = 1 + random.nextInt(message.length);
      int at = random.nextInt(end);
      return joined(Arrays.copyOf(message, end), Arrays.copyOfRange(message, at, message.length));
    }
  };

  abstract byte[] of(byte[] message, Random random);

  /** One to three random changes. */
  static byte[] random(byte[] message, Random random) {
    byte[] changed = message;
    for (int left = 1 + random.nextInt(3); left > 0 && changed.length > 0; left--) {
      changed = values()[random.nextInt(values().length)].of(changed, random);
    }
    return changed;
  }

  static byte[] joined(byte[]... parts) {
    int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
    byte[] all = new byte[length];
    int at = 0;
    for (byte[] part : parts) {
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    return all;
  }
}
