namespace HaVip.Configuration.Yaml;

internal enum AuthenticationType
{
    SimplePassword,
    Hmac,
}
