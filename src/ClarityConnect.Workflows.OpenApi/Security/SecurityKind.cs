namespace ClarityConnect.Workflows.OpenApi.Security;

/// <summary>How an API wants to know who calls.</summary>
internal enum SecurityKind
{
    /// <summary>By a key in a header, the query or a cookie.</summary>
    ApiKey,

    /// <summary>By user name and password.</summary>
    Basic,

    /// <summary>By a token that an administrator was given.</summary>
    Bearer,

    /// <summary>By a token that the connection gets itself.</summary>
    ClientCredentials,
}
