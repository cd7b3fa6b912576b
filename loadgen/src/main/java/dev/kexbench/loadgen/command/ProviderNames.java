package dev.kexbench.loadgen.command;

import dev.kexbench.core.crypto.BackendKind;
import java.util.Arrays;
import java.util.Iterator;
import java.util.stream.Stream;

/**
 * The names of all crypto backends, and auto: what the shell completes where an option takes one.
 */
public final class ProviderNames implements Iterable<String> {
  @Override
  public Iterator<String> iterator() {
    Stream<String> kinds = Arrays.stream(BackendKind.values()).map(BackendKind::label);
    return Stream.concat(kinds, Stream.of("auto")).iterator();
  }
}
