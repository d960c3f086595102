namespace ClarityConnect.Workflows.Connectors.Intacct;

/// <summary>Through which of Intacct's two programming interfaces a company is reached. Activities are the same for both.</summary>
public enum IntacctApi
{
    /// <summary>The XML gateway, with sender and Web Services user. It can do everything that the connector offers.</summary>
    XmlGateway,

    /// <summary>The REST API with OAuth 2.0. What it cannot do is said by the activity that needs it.</summary>
    Rest,
}
