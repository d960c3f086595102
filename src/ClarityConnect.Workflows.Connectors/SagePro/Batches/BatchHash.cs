using System.Security.Cryptography;
using System.Text.Json;
using ClarityConnect.Workflows.Connectors.SagePro.Calling;

namespace ClarityConnect.Workflows.Connectors.SagePro.Batches;

/// <summary>Tells whether two batches with one reference are the same.</summary>
internal static class BatchHash
{
    public static string Of(StagedBatch batch) => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(batch, SageProJson.Options)));
}
