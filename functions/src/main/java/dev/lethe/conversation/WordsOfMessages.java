package dev.lethe.conversation;

import dev.lethe.conversation.Said.Author;
import dev.lethe.crypto.Plaintext;
import dev.lethe.crypto.Vocabulary;
import java.util.Set;

/** The words that a person wrote in a message. What the bot wrote has none: it may say again what one person told it. */
public final class WordsOfMessages implements Vocabulary {
    @Override
    public Set<String> words(Plaintext text) {
        var content = Said.Content.of(text);
        return content.author() == Author.PERSON ? WordRules.words(content.text()) : Set.of();
    }
}
