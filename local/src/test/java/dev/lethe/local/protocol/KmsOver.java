package dev.lethe.local.protocol;

import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.CancelKeyDeletionRequest;
import software.amazon.awssdk.services.kms.model.CancelKeyDeletionResponse;
import software.amazon.awssdk.services.kms.model.CreateKeyRequest;
import software.amazon.awssdk.services.kms.model.CreateKeyResponse;
import software.amazon.awssdk.services.kms.model.DecryptRequest;
import software.amazon.awssdk.services.kms.model.DecryptResponse;
import software.amazon.awssdk.services.kms.model.DescribeKeyRequest;
import software.amazon.awssdk.services.kms.model.DescribeKeyResponse;
import software.amazon.awssdk.services.kms.model.DisableKeyRequest;
import software.amazon.awssdk.services.kms.model.DisableKeyResponse;
import software.amazon.awssdk.services.kms.model.EnableKeyRequest;
import software.amazon.awssdk.services.kms.model.EnableKeyResponse;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyRequest;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyResponse;
import software.amazon.awssdk.services.kms.model.GetKeyPolicyRequest;
import software.amazon.awssdk.services.kms.model.GetKeyPolicyResponse;
import software.amazon.awssdk.services.kms.model.ListKeysRequest;
import software.amazon.awssdk.services.kms.model.ListKeysResponse;
import software.amazon.awssdk.services.kms.model.ListResourceTagsRequest;
import software.amazon.awssdk.services.kms.model.ListResourceTagsResponse;
import software.amazon.awssdk.services.kms.model.ReEncryptRequest;
import software.amazon.awssdk.services.kms.model.ReEncryptResponse;
import software.amazon.awssdk.services.kms.model.ScheduleKeyDeletionRequest;
import software.amazon.awssdk.services.kms.model.ScheduleKeyDeletionResponse;
import software.amazon.awssdk.services.kms.model.UpdateAliasRequest;
import software.amazon.awssdk.services.kms.model.UpdateAliasResponse;

/** The client of the key service whose calls go to a port. */
record KmsOver(Port port) implements KmsClient {
    @Override
    public GenerateDataKeyResponse generateDataKey(GenerateDataKeyRequest request) {
        return (GenerateDataKeyResponse) port.call(request);
    }

    @Override
    public DecryptResponse decrypt(DecryptRequest request) {
        return (DecryptResponse) port.call(request);
    }

    @Override
    public ReEncryptResponse reEncrypt(ReEncryptRequest request) {
        return (ReEncryptResponse) port.call(request);
    }

    @Override
    public UpdateAliasResponse updateAlias(UpdateAliasRequest request) {
        return (UpdateAliasResponse) port.call(request);
    }

    @Override
    public DisableKeyResponse disableKey(DisableKeyRequest request) {
        return (DisableKeyResponse) port.call(request);
    }

    @Override
    public DescribeKeyResponse describeKey(DescribeKeyRequest request) {
        return (DescribeKeyResponse) port.call(request);
    }

    @Override
    public CreateKeyResponse createKey(CreateKeyRequest request) {
        return (CreateKeyResponse) port.call(request);
    }

    @Override
    public GetKeyPolicyResponse getKeyPolicy(GetKeyPolicyRequest request) {
        return (GetKeyPolicyResponse) port.call(request);
    }

    @Override
    public ListKeysResponse listKeys(ListKeysRequest request) {
        return (ListKeysResponse) port.call(request);
    }

    @Override
    public ListResourceTagsResponse listResourceTags(ListResourceTagsRequest request) {
        return (ListResourceTagsResponse) port.call(request);
    }

    @Override
    public EnableKeyResponse enableKey(EnableKeyRequest request) {
        return (EnableKeyResponse) port.call(request);
    }

    @Override
    public ScheduleKeyDeletionResponse scheduleKeyDeletion(ScheduleKeyDeletionRequest request) {
        return (ScheduleKeyDeletionResponse) port.call(request);
    }

    @Override
    public CancelKeyDeletionResponse cancelKeyDeletion(CancelKeyDeletionRequest request) {
        return (CancelKeyDeletionResponse) port.call(request);
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
