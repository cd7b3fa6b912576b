package dev.kexbench.results.runs;

import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.ExitCode;
import java.nio.file.Path;
import java.util.List;

/**
 * A run whose tags can be changed.
 *
 * @param folder that holds it
 */
public record TaggedRun(Path folder) {
  /**
   * Adds a tag; returns a line on what was done, without its end.
   *
   * @throws CommandFailure with exit code 2 if the text is no tag, or it cannot be stored
   */
  public String tag(String text) {
    String tag = RunTags.checked(text);
    return new RunTags(folder).add(tag)
        ? "tagged %s '%s'".formatted(name(), tag)
        : "%s has the tag '%s' already".formatted(name(), tag);
  }

  /**
   * Removes a tag; returns a line on what was done, without its end.
   *
   * @throws CommandFailure with exit code 2 if the run has no such tag
   */
  public String untag(String text) {
    String tag = text.strip();
    RunTags tags = new RunTags(folder);
    if (tags.remove(tag)) {
      return "removed the tag '%s' from %s".formatted(tag, name());
    }
    List<String> others = tags.read();
    throw new CommandFailure(
        ExitCode.USAGE,
        "%s has no tag '%s'; it has %s"
            .formatted(name(), tag, others.isEmpty() ? "none" : String.join(", ", others)));
  }

  private Path name() {
    return folder.getFileName();
  }
}
