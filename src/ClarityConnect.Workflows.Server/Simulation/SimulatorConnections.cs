using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Simulators;

namespace ClarityConnect.Workflows.Server.Simulation;

/// <summary>Connections to the vendors' simulators, as an administrator would fill them in.</summary>
internal static class SimulatorConnections
{
    public const string Retail = "heartland-retail";
    public const string Gateway = "heartland-gateway";
    public const string Intacct = "intacct";

    /// <summary>The fields by the key of the connection's type.</summary>
    public static IReadOnlyDictionary<string, JsonObject> Of(SimulatorHost simulators)
    {
        var options = simulators.Options;
        return new Dictionary<string, JsonObject>(StringComparer.Ordinal)
        {
            [Retail] = new()
            {
                ["baseAddress"] = simulators.RetailBaseAddress.AbsoluteUri, ["token"] = options.RetailToken, ["callsPerSecond"] = 25, ["allowPrivateAddresses"] = true,
            },
            [Gateway] = new()
            {
                ["endpoint"] = simulators.PorticoEndpoint.AbsoluteUri, ["secretApiKey"] = options.PorticoSecretApiKey, ["allowPrivateAddresses"] = true,
            },
            [Intacct] = new()
            {
                ["endpoint"] = simulators.IntacctEndpoint.AbsoluteUri,
                ["senderId"] = options.IntacctSenderId,
                ["senderPassword"] = options.IntacctSenderPassword,
                ["companyId"] = options.IntacctCompany,
                ["userId"] = options.IntacctUser,
                ["userPassword"] = options.IntacctPassword,
                ["allowAnyEndpointHost"] = true,
                ["allowPrivateAddresses"] = true,
            },
        };
    }
}
