package dev.lethe.store;

import dev.lethe.consent.Means;
import dev.lethe.consent.Proof;
import dev.lethe.consent.Proof.Authorisation;
import dev.lethe.consent.Signal;
import dev.lethe.kernel.Channel;
import dev.lethe.kernel.LanguageTag;
import dev.lethe.kernel.MessageId;
import dev.lethe.kernel.SubjectId;

/** How what else shows a decision is written with its receipt: each part where there is one. */
final class ProofItems {

    static void add(Item item, Proof proof) {
        proof.noticeHash().ifPresent(hash -> item.text("noticeHash", hash));
        proof.locale().ifPresent(locale -> item.text("locale", locale.value()));
        proof.channel().ifPresent(channel -> item.text("channel", channel.value()));
        proof.message().ifPresent(message -> item.text("message", message.value()));
        item.instant("saidAt", proof.saidAt());
        proof.means().ifPresent(means -> item.text("means", means.name()));
        item.words("categories", proof.categories());
        proof.authorisedBy().ifPresent(parent -> item.text("authorisedBy", parent.value()));
        proof.authorisation().ifPresent(how -> item.text("authorisation", how.name()));
        proof.signal().ifPresent(signal -> item.text("signal", signal.name()));
        proof.ground().ifPresent(ground -> item.text("ground", ground));
        item.words("laws", proof.laws());
    }

    static Proof proof(Item item) {
        return new Proof(
                item.textIfAny("noticeHash"),
                item.textIfAny("locale").map(LanguageTag::new),
                item.textIfAny("channel").map(Channel::new),
                item.textIfAny("message").map(MessageId::new),
                item.instantIfAny("saidAt"),
                item.textIfAny("means").map(Means::valueOf),
                item.words("categories"),
                item.textIfAny("authorisedBy").map(SubjectId::new),
                item.textIfAny("authorisation").map(Authorisation::valueOf),
                item.textIfAny("signal").map(Signal::valueOf),
                item.textIfAny("ground"),
                item.words("laws"));
    }

    private ProofItems() {}
}
