using ClarityConnect.Workflows.Sdk.Connections;

namespace ClarityConnect.Workflows.Connectors.Intacct.Gateway;

/// <summary>Who calls Intacct: the sender is the application, the user belongs to the company.</summary>
internal sealed record IntacctLogin(string SenderId, Secret SenderPassword, string CompanyId, string UserId, Secret UserPassword, string? EntityId);
