package dev.lethe.local.kms;

import static dev.lethe.local.kms.Names.KEY_ID;

import java.util.Map;

/** What can be done with aliases. */
final class AliasOperations {
    private static final String ALIAS_NAME = "AliasName";
    private static final String TARGET_KEY_ID = "TargetKeyId";
    private static final int PAGE_MAX = 100;
    private static final int PAGE_DEFAULT = 50;

    private final Keyring keyring;

    AliasOperations(Keyring keyring) {
        this.keyring = keyring;
    }

    Map<String, Operation> byName() {
        return Map.of(
                "CreateAlias",
                this::createAlias,
                "UpdateAlias",
                this::updateAlias,
                "DeleteAlias",
                this::deleteAlias,
                "ListAliases",
                this::listAliases);
    }

    private Map<String, Object> createAlias(Input input) {
        input.only(ALIAS_NAME, TARGET_KEY_ID);
        keyring.createAlias(unreserved(input), target(input));
        return Map.of();
    }

    private Map<String, Object> updateAlias(Input input) {
        input.only(ALIAS_NAME, TARGET_KEY_ID);
        keyring.updateAlias(unreserved(input), target(input));
        return Map.of();
    }

    private Map<String, Object> deleteAlias(Input input) {
        input.only(ALIAS_NAME);
        keyring.deleteAlias(name(input));
        return Map.of();
    }

    private Map<String, Object> listAliases(Input input) {
        input.only(KEY_ID, Page.LIMIT, Page.MARKER);
        var page = Page.read(input, PAGE_DEFAULT, PAGE_MAX, Names::isAliasForm);
        return page.of("Aliases", keyring.aliases(input.key(KEY_ID)), Alias::name, AliasOperations::entry);
    }

    private static String name(Input input) {
        var name = input.needText(ALIAS_NAME, 1, Names.ALIAS_CHARACTERS_MAX);
        if (!Names.isAliasForm(name)) {
            throw KmsFault.invalid(ALIAS_NAME);
        }
        return name;
    }

    private static String unreserved(Input input) {
        var name = name(input);
        if (Names.isReserved(name)) {
            throw new KmsFault(KmsFault.Kind.INVALID_ALIAS_NAME);
        }
        return name;
    }

    /** The key of an alias, which can be given by any name except another alias. */
    private static String target(Input input) {
        var name = input.needKey(TARGET_KEY_ID);
        if (Names.isAlias(name)) {
            throw KmsFault.invalid(TARGET_KEY_ID);
        }
        return name;
    }

    private static Map<String, Object> entry(Alias alias) {
        return Map.of(
                ALIAS_NAME,
                alias.name(),
                "AliasArn",
                alias.arn(),
                TARGET_KEY_ID,
                alias.target().toString(),
                "CreationDate",
                Metadata.seconds(alias.created()),
                "LastUpdatedDate",
                Metadata.seconds(alias.updated()));
    }
}
