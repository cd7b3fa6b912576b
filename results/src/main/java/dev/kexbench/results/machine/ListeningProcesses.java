package dev.kexbench.results.machine;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The processes of this machine that listen on a port, as far as this process may see them. */
public final class ListeningProcesses {
  private static final int LOCAL_ADDRESS = 1;
  private static final int STATE = 3;
  private static final int INODE = 9;
  private static final Set<String> LISTENING = Set.of("0A", "07"); // of TCP, of UDP

  private ListeningProcesses() {}

  /** Those that listen on one of these TCP or UDP ports; empty if unknown. */
  public static Set<Long> on(Collection<Integer> ports) {
    return on(Path.of("/proc"), ports);
  }

  static Set<Long> on(Path proc, Collection<Integer> ports) {
    Set<String> sockets =
        Stream.of("tcp", "tcp6", "udp", "udp6")
            .flatMap(file -> KernelFile.lines(proc.resolve("net").resolve(file)).stream().skip(1))
            .map(line -> line.strip().split("\\s+"))
            .filter(fields -> fields.length > INODE && LISTENING.contains(fields[STATE]))
            .filter(fields -> ports.contains(port(fields[LOCAL_ADDRESS])))
            .map(fields -> "socket:[" + fields[INODE] + "]")
            .collect(Collectors.toSet());
    Set<Long> pids = new HashSet<>();
    if (sockets.isEmpty()) {
      return pids;
    }
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(proc, "[0-9]*")) {
      for (Path folder : folders) {
        if (holds(folder.resolve("fd"), sockets)) {
          pids.add(Long.valueOf(folder.getFileName().toString()));
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      return Set.of(); // without /proc they are unknown
    }
    return pids;
  }

  /** The port of an address such as {@code 0100007F:1D13}. */
  private static int port(String address) {
    return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1), 16);
  }

  private static boolean holds(Path descriptors, Set<String> sockets) {
    if (!Files.isReadable(descriptors)) {
      return false;
    }
    try (DirectoryStream<Path> each = Files.newDirectoryStream(descriptors)) {
      for (Path descriptor : each) {
        if (sockets.contains(target(descriptor))) {
          return true;
        }
      }
    } catch (IOException | DirectoryIteratorException ended) {
      return false; // the process has ended, or belongs to another user
    }
    return false;
  }

  private static String target(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (IOException closed) {
      return ""; // closed in the meantime
    }
  }
}
