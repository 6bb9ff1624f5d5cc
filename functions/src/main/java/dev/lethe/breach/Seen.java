package dev.lethe.breach;

import dev.lethe.kernel.Channel;
import java.util.Optional;

/**
 * What index rows say of one person: that something they, or the bot, said was taken in on days that a window touches.
 *
 * @param whole whether one of the days is inside the window, all of it
 * @param expired whether something of these days has expired since
 * @param channel where they talk, if that was written
 */
public record Seen(boolean whole, boolean expired, Optional<Channel> channel) {
    public Seen and(Seen other) {
        return new Seen(whole || other.whole, expired || other.expired, channel.or(other::channel));
    }
}
