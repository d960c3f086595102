namespace ClarityConnect.Workflows.OpenApi;

/// <summary>A document, or what is to be made of it, cannot be used. The message says where in the document, what is wrong and what to do.</summary>
/// <param name="message">What is wrong and what to do.</param>
/// <param name="innerException">What caused it.</param>
public sealed class OpenApiRefusedException(string message, Exception? innerException = null) : Exception(message, innerException);
